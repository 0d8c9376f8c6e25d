// Rich text that is pasted becomes Markdown; a button gives it back as it would be without.

import { insert, insertBlock } from "./writing.js";

const IS_RICH = /<(?:strong|em|i|h[1-6]|ul|ol|li|table|a\s[^>]*href)[\s>/]|<a\s[^>]*href|<b(?:\s(?![^>]*font-weight:\s*normal)[^>]*)?>|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|mso-list/i;
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc]/g;
const AS_TEXT = "Incolla come testo";

// What is on the clipboard for us: "rich", "invisible" (plain, with signs that nobody sees), or "".
export function kindOf(clipboard) {
  const text = clipboard.getData("text/plain");
  if (IS_RICH.test(clipboard.getData("text/html")) && text.trim()) return "rich";
  return text.search(INVISIBLE) >= 0 ? "invisible" : "";
}

function told(pictures) {
  if (!pictures) return "Incollato come Markdown.";
  const left = pictures === 1 ? "Un’immagine non è stata incollata: inseriscila"
    : `${pictures} immagini non sono state incollate: inseriscile`;
  return `Incollato come Markdown. ${left} con «Immagine».`;
}

function offerText(box, editor, pasted, plain) {
  box.querySelector(".paste-as-text")?.remove();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet paste-as-text";
  button.textContent = AS_TEXT;
  button.addEventListener("click", () => {
    const at = editor.value.indexOf(pasted);
    button.remove();
    if (at >= 0) insert(editor, plain, [at, at + pasted.length]);
  });
  editor.addEventListener("input", function forget() {
    if (editor.value.includes(pasted)) return;
    button.remove();
    editor.removeEventListener("input", forget);
  });
  box.querySelector(".markdownx-tools").append(button);
}

export async function paste(box, editor, clipboard, say) {
  const html = clipboard.getData("text/html");
  const plain = clipboard.getData("text/plain").replace(/\r\n?/g, "\n").replace(INVISIBLE, "");
  if (kindOf(clipboard) !== "rich") return insert(editor, plain);
  const range = [editor.selectionStart, editor.selectionEnd];
  const found = await import("./from_rich_text.js").then(({ markdownFrom }) => markdownFrom(html)).catch(() => null);
  editor.focus();
  editor.setSelectionRange(...range);
  if (!found?.text) return insert(editor, plain);
  if (/\n|^(?:#|-|\d+\.|\|)\s/.test(found.text)) insertBlock(editor, found.text);
  else insert(editor, found.text);
  offerText(box, editor, found.text, plain);
  return say(box, told(found.pictures));
}
