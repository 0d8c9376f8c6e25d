/* Which subtrees of the open page hold no text whose colours are new, given what was judged before.

   Two texts are one to the judge of colours when they and all that stands around them have the same
   classes and the same computed colours; the second row of a list is the first once more. What is
   taken out of its place may stand on something else at another width, and counts anew there. */
(before) => {
  const judged = new Set(before), known = new WeakMap(), skipped = [];

  const hash = (text) => {
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      a = Math.imul(a ^ c, 2654435761);
      b = Math.imul(b ^ c, 1597334677);
    }
    return (a >>> 0).toString(36) + (b >>> 0).toString(36);
  };
  // Moved out of its place and seen through, it stands on whatever lies there.
  const isMoved = (s) =>
    ["absolute", "fixed", "sticky"].includes(s.position) || s.transform !== "none" ||
    (s.position === "relative" && !/^(0px|auto) (0px|auto)$/.test(`${s.top} ${s.left}`));
  const isOpaque = (s) => /^rgb\(/.test(s.backgroundColor);
  const looks = (element) => {
    const s = getComputedStyle(element), size = parseFloat(s.fontSize), bold = s.fontWeight >= 700;
    return [
      element.tagName, element.getAttribute("class"), element.disabled, s.color, s.backgroundColor,
      s.backgroundImage, s.opacity, s.visibility, s.textShadow, s.textDecorationLine, s.filter,
      s.mixBlendMode, s.clip, s.clipPath, s.borderBottomStyle, s.fontWeight,
      size >= 24 || (bold && size >= 18.5), isMoved(s) && !isOpaque(s) && innerWidth,
    ].join("|");
  };
  const whole = (element) => {
    if (!element) return "";
    if (!known.has(element)) known.set(element, hash(whole(element.parentElement) + looks(element)));
    return known.get(element);
  };
  const hasText = (element) =>
    element.matches("input, select, textarea") ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const isNew = (element) => {
    const around = element.tagName === "A" && hasText(element.parentElement);
    const name = `${whole(element)} ${around}`;
    return !judged.has(name) && !!judged.add(name);
  };
  const holdsNew = (element) => {
    if (!element.checkVisibility()) return false;
    const own = hasText(element) && isNew(element);
    const parts = [...element.children].map((child) => [child, holdsNew(child)]);
    const any = own || parts.some(([, is]) => is);
    if (any) skipped.push(...parts.filter(([, is]) => !is).map(([child]) => child));
    return any;
  };
  window.unjudged = { any: holdsNew(document.body), skipped };
  return window.unjudged.any ? [...judged] : before;
}
