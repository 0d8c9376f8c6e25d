// Words put into a box as if they had been typed: the browser's own "undo" takes them away again.

// Chromium's insertText takes a time that grows with the square of the lines: a page was still for
// half a minute.
const MOST_LINES = 400;

export function insert(editor, text, [from, to] = [editor.selectionStart, editor.selectionEnd]) {
  editor.focus();
  editor.setSelectionRange(from, to);
  const isLong = text.split("\n").length > MOST_LINES;
  const done = text
    ? !isLong && document.execCommand("insertText", false, text)
    : from === to || document.execCommand("delete");
  if (done) return;
  editor.setRangeText(text, from, to, "end"); // without the browser's own undo: the text matters more
  editor.dispatchEvent(new Event("input", { bubbles: true }));
}

export const selected = (editor) => editor.value.slice(editor.selectionStart, editor.selectionEnd);

// A block stands between empty lines; `choose` is what is selected then, to be written over.
export function insertBlock(editor, block, choose = "") {
  const before = editor.value.slice(0, editor.selectionStart);
  const after = editor.value.slice(editor.selectionEnd);
  const start = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const end = after === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const at = editor.selectionStart + start.length;
  insert(editor, start + block + end);
  if (!choose) return;
  const found = at + block.indexOf(choose);
  editor.setSelectionRange(found, found + choose.length);
}
