// Lists that are none: Word writes each item as a paragraph, or as a list of its own, and says its
// level in an attribute; Google puts the inner list beside the item it belongs to.

const LEVEL = /mso-list:[^;"']*level(\d)/i;
const NUMBERED = /^\s*\(?(?:\d{1,3}|[a-z]{1,4})[.)]/i;

const styleOf = (element) => element.getAttribute("style") ?? "";

// { level, name } of an element that is an item of a list; null of any other.
function itemOf(element) {
  if (/^H[1-6]$/.test(element.nodeName)) return null;
  const level = LEVEL.exec(styleOf(element));
  if (level) {
    const sign = element.querySelector("[style*='mso-list:Ignore' i], [style*='mso-list: Ignore' i]");
    const name = NUMBERED.test(sign?.textContent ?? "") ? "ol" : "ul";
    sign?.remove();
    return { level: Number(level[1]), name, from: element };
  }
  const item = element.matches("ul, ol, .ListContainerWrapper") && element.querySelectorAll("li").length === 1
    && element.querySelector("li[data-aria-level]");
  return item ? { level: Number(item.dataset.ariaLevel), name: item.parentElement.nodeName.toLowerCase(), from: item } : null;
}

function build(document, items) {
  const lists = []; // the open lists, outermost first
  const root = document.createDocumentFragment();
  for (const { level, name, from } of items) {
    while (lists.length > level) lists.pop();
    const open = lists[lists.length - 1];
    if (open && lists.length === level && open.nodeName.toLowerCase() !== name) lists.pop();
    while (lists.length < level) {
      const list = document.createElement(name);
      const above = lists[lists.length - 1];
      const place = above ? above.lastElementChild ?? above.appendChild(document.createElement("li")) : root;
      place.append(list);
      lists.push(list);
    }
    const item = document.createElement("li");
    item.append(...from.childNodes);
    lists[lists.length - 1].append(item);
  }
  return root;
}

function gather(parent) {
  let run = [];
  let first = null;
  const close = () => {
    if (run.length) first.before(build(parent.ownerDocument, run));
    run.forEach(({ whole }) => whole.remove());
    run = [];
  };
  for (const element of [...parent.children]) {
    const item = itemOf(element);
    if (item) {
      if (!run.length) first = element;
      run.push({ ...item, whole: element });
    } else close();
  }
  close();
}

export function asLists(body) {
  const parents = new Set([...body.querySelectorAll("[style*=mso-list i], li[data-aria-level]")]
    .map((item) => (item.matches("li") ? item.closest(".ListContainerWrapper") ?? item.parentElement : item).parentElement));
  parents.forEach(gather);
  body.querySelectorAll(":is(ul, ol) > :is(ul, ol)").forEach((inner) => {
    const item = inner.previousElementSibling;
    if (item?.matches("li")) item.append(inner);
  });
}
