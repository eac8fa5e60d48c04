"use strict";
(() => {
  const { points, charts } = JSON.parse(document.getElementById("page-data").textContent);
  const config = (name) => ({
    responsive: true,
    displaylogo: false,
    // A share button would send the data to a server of Plotly.
    showSendToCloud: false,
    plotlyServerURL: "",
    modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"],
    toImageButtonOptions: { filename: name, scale: 2 },
  });

  // A coordinate may name a column of the points of one segment.
  const resolved = (trace) =>
    Object.fromEntries(
      Object.entries(trace).map(([key, value]) => {
        if (!value || !value.points) return [key, value];
        const { segment, [value.column]: column } = points[value.points];
        return [key, column.filter((_, place) => segment[place] === value.segment)];
      }),
    );

  // What the menus of a chart show now.
  const chosen = (name) => {
    let { data, layout } = charts[name];
    for (const select of document.querySelectorAll(`select[data-chart="${name}"]`)) {
      const { axis, options } = charts[name].menus[select.dataset.menu];
      const option = options[select.value];
      if (!axis) {
        ({ data, layout } = option);
        continue;
      }
      data = data.map((trace) => ({ ...trace, [axis]: { ...trace[axis], column: option.column } }));
      layout = { ...layout, [`${axis}axis`]: option.axis };
    }
    return { data: data.map(resolved), layout: structuredClone(layout) };
  };

  const draw = (name) => {
    const { data, layout } = chosen(name);
    return Plotly.react(name, data, layout, config(name)).then((div) => {
      const frame = div.parentElement;
      frame.classList.toggle("more", frame.scrollWidth > frame.clientWidth + 2);
      div.dataset.drawn = "true";
    });
  };

  // A chart is drawn when it comes near the window, or when the page is printed.
  const watcher = new IntersectionObserver(
    (entries) =>
      entries
        .filter((entry) => entry.isIntersecting)
        .forEach((entry) => {
          watcher.unobserve(entry.target);
          draw(entry.target.id);
        }),
    { rootMargin: "400px" },
  );
  Object.keys(charts).forEach((name) => watcher.observe(document.getElementById(name)));
  window.addEventListener("beforeprint", () => Object.keys(charts).forEach(draw));
  document.querySelectorAll("select[data-chart]").forEach((select) => {
    select.addEventListener("change", () => draw(select.dataset.chart));
  });
})();
