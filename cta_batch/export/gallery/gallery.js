"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const [status, placement, language, search, frames] =
    ["status", "placement", "language", "search", "frames"].map(byId);
  const infos = [...document.querySelectorAll(".info")];
  const creatives = [...document.querySelectorAll(".creative")];
  const large = byId("large");
  let current = null;
  let enlarged = null;

  const visible = () => creatives.filter((c) => !c.hidden && !c.closest(".info").hidden);

  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    for (const creative of creatives) {
      creative.hidden = placement.value !== "" && creative.dataset.placement !== placement.value;
    }
    for (const info of infos) {
      const hasPlacement = placement.value === "" ||
        info.querySelector(".creative:not([hidden])") !== null;
      info.hidden = !hasPlacement ||
        (status.value !== "" && info.dataset.status !== status.value) ||
        (language.value !== "" && info.dataset.language !== language.value) ||
        (wanted !== "" && !`${info.id} ${info.textContent}`.toLowerCase().includes(wanted));
    }
    const shown = infos.filter((info) => !info.hidden).length;
    byId("count").textContent = `${shown} of ${infos.length} ads, ${visible().length} creatives`;
    byId("nothing").hidden = shown > 0;
    const left = visible();
    if (!left.includes(current)) current = null;
    for (const creative of creatives) creative.tabIndex = -1;
    const first = current ?? left[0];
    if (first) first.tabIndex = 0;
  };

  const go = (creative) => {
    if (!creative) return;
    if (current) current.tabIndex = -1;
    current = creative;
    creative.tabIndex = 0;
    if (large.open) enlarge(creative);
    else creative.focus();
  };

  const step = (by) => {
    const list = visible();
    const at = list.indexOf(current);
    go(at < 0 ? list[0] : list[Math.min(Math.max(at + by, 0), list.length - 1)]);
  };

  const stepInfo = (by) => {
    const list = infos.filter((i) => !i.hidden && i.querySelector(".creative:not([hidden])"));
    const at = current ? list.indexOf(current.closest(".info")) : -1;
    const info = at < 0 ? list[0] : list[Math.min(Math.max(at + by, 0), list.length - 1)];
    go(info?.querySelector(".creative:not([hidden])"));
  };

  const enlarge = (creative) => {
    enlarged = creative;
    const picture = creative.querySelector("img");
    byId("large-picture").src = picture.src;
    byId("large-picture").alt = picture.alt;
    byId("large-caption").textContent = creative.querySelector("figcaption").textContent;
    if (!large.open) large.showModal();
  };

  const showFrames = () => document.body.classList.toggle("frameless", !frames.checked);

  const keys = {
    ArrowRight: () => step(1), j: () => step(1),
    ArrowLeft: () => step(-1), k: () => step(-1),
    ArrowDown: () => stepInfo(1), ArrowUp: () => stepInfo(-1),
    Enter: () => current && !large.open && enlarge(current),
    "/": () => { large.close(); search.focus(); search.select(); },
    f: () => { frames.checked = !frames.checked; showFrames(); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = event.target.closest("input, select, a");
    if (field) {
      if (event.key === "Escape" && field !== frames) { field.blur(); event.preventDefault(); }
      return;
    }
    const action = keys[event.key];
    if (action) { event.preventDefault(); action(); }
  });
  for (const creative of creatives) {
    creative.addEventListener("focus", () => {
      if (current !== creative && !large.open) go(creative);
    });
    creative.addEventListener("click", () => { go(creative); enlarge(creative); });
  }
  large.addEventListener("click", () => large.close());
  // The browser gives focus back to where the dialog was opened; the reader has moved on since.
  large.addEventListener("close", () => go(enlarged));
  for (const field of [status, placement, language]) field.addEventListener("change", filter);
  search.addEventListener("input", filter);
  frames.addEventListener("change", showFrames);
  document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());
  filter();
  showFrames();
})();
