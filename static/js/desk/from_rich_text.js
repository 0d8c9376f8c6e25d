// What word processors and web pages put on the clipboard, as clean Markdown. Loaded at the first
// rich paste.

import TurndownService from "../vendor/turndown-7.2.5/turndown.browser.es.js";
import { tables } from "../vendor/turndown-plugin-gfm-truto-1.0.3/index.js";
import { asLists } from "./word_lists.js";

const NOT_TEXT = "script, style, meta, link, title, xml, template, noscript, button, svg, br.Apple-interchange-newline";
const PICTURES = "img, picture, v\\:shape, v\\:imagedata";
const BOLD = /font-weight:\s*(?:bold|[6-9]00)/i;
const NOT_BOLD = /font-weight:\s*(?:normal|[1-5]00)/i;
const ITALIC = /font-style:\s*(?:italic|oblique)/i;
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc]/g;

const turndown = new TurndownService({
  headingStyle: "atx", bulletListMarker: "-", emDelimiter: "*", codeBlockStyle: "fenced", hr: "---", br: "\\",
});
tables(turndown);
turndown.addRule("cell", {
  filter: ["th", "td"],
  replacement(content, cell) {
    const words = content.trim().replace(/\\\n|\n\s*(?:-|\d+\.)\s+|\s*\n+\s*/g, (found) => (/[-\d]/.test(found) ? "; " : " "));
    const first = [...cell.parentNode.children].indexOf(cell) === 0;
    const more = " |".repeat(Math.max(0, Math.min(20, Number(cell.getAttribute("colspan")) || 1) - 1));
    return `${first ? "| " : " "}${words.replace(/^(?:-|\d+\.)\s+/, "").replace(/\|/g, "\\|") || " "} |${more}`;
  },
});
turndown.addRule("item", {
  filter: "li",
  replacement(content, item, { bulletListMarker }) {
    const list = item.parentNode;
    const turn = [...list.children].indexOf(item) + (Number(list.getAttribute("start")) || 1);
    const sign = list.nodeName === "OL" ? `${turn}. ` : `${bulletListMarker} `;
    const words = content.trim().replace(/\n{2,}(\s*(?:-|\d+\.) )/g, "\n$1").replace(/\n/g, `\n${" ".repeat(sign.length)}`);
    return `${sign}${words}${item.nextElementSibling ? "\n" : ""}`;
  },
});

const each = (root, selector, act) => [...root.querySelectorAll(selector)].forEach(act);
const unwrap = (element) => element.replaceWith(...element.childNodes);
const styleOf = (element) => element.getAttribute("style") ?? "";

function rename(element, name) {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  if (element.hasAttribute("colspan")) other.setAttribute("colspan", element.getAttribute("colspan"));
  element.replaceWith(other);
  return other;
}

function wrapInside(element, name) {
  if (!element.textContent.trim() || element.closest("h1, h2, h3, h4, h5, h6") || element.closest(name)) return;
  const inside = element.ownerDocument.createElement(name);
  inside.append(...element.childNodes);
  element.append(inside);
}

// Google wraps everything in a bold that is not, and says what is bold with a style.
function readEmphasis(body) {
  each(body, "b, strong", (bold) => (NOT_BOLD.test(styleOf(bold)) ? unwrap(bold) : bold));
  each(body, "i, em", (italic) => (/font-style:\s*normal/i.test(styleOf(italic)) ? unwrap(italic) : italic));
  each(body, "span[style], font[style], a[style], p[style]", (element) => {
    if (BOLD.test(styleOf(element))) wrapInside(element, "strong");
    if (ITALIC.test(styleOf(element))) wrapInside(element, "em");
  });
  each(body, "b", (bold) => rename(bold, "strong"));
  each(body, "i", (italic) => rename(italic, "em"));
  each(body, "span, font, u, ins, o\\:p, s, del, strike", unwrap);
  each(body, "h1 strong, h2 strong, h3 strong, h4 strong, h5 strong, h6 strong, strong strong, em em", unwrap);
  body.normalize();
  each(body, "strong, em", (element) => { // two in a row are one
    const next = element.nextSibling;
    if (!element.isConnected || next?.nodeName !== element.nodeName) return;
    next.prepend(...element.childNodes);
    element.remove();
  });
}

function readLinks(body) {
  each(body, "a", (link) => {
    let address = link.getAttribute("href")?.trim() ?? "";
    const google = /^https?:\/\/www\.google\.[a-z.]+\/url\?/i.test(address) && new URL(address).searchParams.get("q");
    address = (google || address).replace(/^http:/i, "https:");
    if (address.startsWith(`${location.origin}/`)) address = address.slice(location.origin.length);
    if (!/^(https:\/\/|mailto:|tel:|\/)/i.test(address) || !link.textContent.trim()) return unwrap(link);
    link.setAttribute("href", address.replace(/\s/g, "%20"));
    return link.removeAttribute("title");
  });
}

// In a section the highest title is «# »: the rest follow in steps of one.
function shiftHeadings(body) {
  each(body, "p.MsoTitle, [role=heading]", (title) => rename(title, `h${Math.min(6, Number(title.getAttribute("aria-level")) || 1)}`));
  const titles = [...body.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  titles.filter((title) => !title.textContent.trim() || title.closest("li, td, th")).forEach((title) => rename(title, "p"));
  const levels = [...new Set(titles.filter((title) => title.isConnected).map((title) => title.nodeName))].sort();
  titles.filter((title) => title.isConnected).forEach((title) => rename(title, `h${Math.min(4, levels.indexOf(title.nodeName) + 1)}`));
}

// The first row is the table's head, and a head is not bold besides.
function readTables(body) {
  each(body, "table", (table) => {
    if (!table.querySelector("th")) [...table.rows[0]?.cells ?? []].forEach((cell) => rename(cell, "th"));
  });
  each(body, "th strong", unwrap);
  each(body, "table", (table) => {
    if (!table.querySelector("td, th")) return table.remove();
    const columns = Math.max(...[...table.rows].map((row) => row.cells.length));
    return columns < 2 ? table.replaceWith(...[...table.querySelectorAll("td, th")].flatMap((cell) => [...cell.childNodes])) : table;
  });
  each(body, "td p, th p, li > p, td div, th div", (paragraph) => {
    const isLast = !paragraph.nextElementSibling;
    paragraph.replaceWith(...paragraph.childNodes, ...(isLast ? [] : [paragraph.ownerDocument.createTextNode(" ")]));
  });
}

// A break parts two words of a line; beside a block, or at an end, it parts nothing.
function readBreaks(body) {
  const words = (node, step) => {
    let other = node[step];
    while (other?.nodeType === Node.TEXT_NODE && !other.data.trim()) other = other[step];
    return other;
  };
  each(body, "br", (br) => {
    const beside = [words(br, "previousSibling"), words(br, "nextSibling")];
    if (beside.some((node) => !node || node.matches?.("p, div, ul, ol, table, h1, h2, h3, h4, h5, h6"))) br.remove();
  });
}

function comments(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

// { text, pictures }: the Markdown, and how many pictures were left out of it.
export function markdownFrom(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  each(body, NOT_TEXT, (element) => element.remove());
  comments(body).forEach((comment) => comment.remove());
  const pictures = body.querySelectorAll("img, v\\:imagedata").length;
  each(body, PICTURES, (picture) => picture.remove());
  asLists(body);
  shiftHeadings(body);
  readLinks(body);
  readEmphasis(body);
  readTables(body);
  readBreaks(body);
  const text = turndown.turndown(body.innerHTML.replace(/&nbsp;/g, " ").replace(INVISIBLE, ""));
  return { text: text.replace(/(?:[ \t]*\\\n){2,}/g, "\n\n").replace(/[ \t]+$/gm, "").replace(/\n{3,}/g, "\n\n").trim(), pictures };
}
