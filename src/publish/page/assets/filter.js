// Shows only the programs of a direction or a rating. Without this script every program is shown.
(() => {
  "use strict";
  const form = document.getElementById("filter");
  const direction = document.getElementById("by-direction");
  const rating = document.getElementById("by-rating");
  const shown = form.querySelector(".shown");

  const apply = () => {
    let count = 0;
    for (const group of document.querySelectorAll(".group")) {
      let any = false;
      for (const program of group.querySelectorAll(".program")) {
        const fits =
          (!direction.value || program.dataset.direction === direction.value) &&
          (!rating.value || program.dataset.rating === rating.value);
        program.hidden = !fits;
        any ||= fits;
        count += fits ? 1 : 0;
      }
      group.hidden = !any;
    }
    shown.textContent = `${shown.dataset.of}のうち${count}を表示`;
  };

  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
})();
