// Sorts a table by a column when its heading is pressed; without script the table stays as it is.
"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    if (!head.textContent.trim()) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      const down = now ? now === "ascending" : head.classList.contains("n");
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const read = (row) => row.cells[column] ? row.cells[column].textContent.trim() : "";
      const number = (text) => Number(text.replace(/,/g, "") || NaN);
      const rows = [...table.tBodies[0].rows];
      const compare = head.classList.contains("n") ? (a, b) => number(read(a)) - number(read(b)) : (a, b) => read(a).localeCompare(read(b));
      rows.sort((a, b) => (down ? -1 : 1) * compare(a, b));
      table.tBodies[0].append(...rows);
    });
  });
}
