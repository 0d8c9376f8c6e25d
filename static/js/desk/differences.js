// What a text that was kept says otherwise than the page: only what changed, with a few words around.

const AROUND = 30; // letters

function ends(one, other) {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < most - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  while (start > 0 && /[\p{L}\p{N}]/u.test(one[start - 1])) start -= 1; // whole words
  while (end > 0 && /[\p{L}\p{N}]/u.test(one[one.length - end])) end -= 1;
  return [start, end];
}

function part(name, words, said) {
  const element = document.createElement(name);
  const hidden = document.createElement("span");
  hidden.className = "visually-hidden";
  hidden.textContent = `${said}: `;
  element.append(hidden, words);
  return element;
}

export function difference(now, then) {
  const [start, end] = ends(now, then);
  const line = document.createElement("p");
  const before = now.slice(0, start), after = now.slice(now.length - end);
  line.append(before.length > AROUND ? `…${before.slice(-AROUND)}` : before);
  const [gone, came] = [now.slice(start, now.length - end), then.slice(start, then.length - end)];
  if (gone) line.append(part("del", gone, "tolto"), " ");
  if (came) line.append(part("ins", came, "aggiunto"));
  line.append(after.length > AROUND ? `${after.slice(0, AROUND)}…` : after);
  return line;
}
