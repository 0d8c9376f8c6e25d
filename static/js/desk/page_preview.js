// The preview in the clothes of the page: the site's own sheet, in a shadow tree where the desk's
// rules do not reach; the colours come from the desk, light or dark.

export function previewOf(box) {
  const place = box.querySelector(".markdownx-preview");
  if (place.shadowRoot) return place.shadowRoot.querySelector(".prose");
  const shadow = place.attachShadow({ mode: "open" });
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = place.dataset.sheet;
  const prose = document.createElement("div");
  prose.className = "prose";
  shadow.append(sheet, prose);
  return prose;
}
