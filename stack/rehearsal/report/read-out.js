// Says in every plot what was at the second that somebody points at. Without it the page is whole, too.
const { axis, from, plots } = JSON.parse(document.getElementById("read-outs").textContent);
const figures = plots.map((plot) => {
	const figure = document.getElementById(plot.id);
	return {
		...plot,
		canvas: figure.querySelector(".canvas svg"),
		cross: figure.querySelector(".cross"),
		outs: [...figure.querySelectorAll(".read-out")],
	};
});
const number = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 4 });
const units = { count: "", ms: " ms", perSecond: " /s", share: " %" };

function say(value, unit) {
	if (value === null || value === undefined) return "–";
	return number.format(unit === "share" ? value * 100 : value) + units[unit];
}

function point(second, share) {
	for (const { canvas, cross, outs, lines, unit } of figures) {
		const x = share * canvas.clientWidth;
		cross.setAttribute("x1", x);
		cross.setAttribute("x2", x);
		cross.setAttribute("visibility", "visible");
		for (const [i, out] of outs.entries())
			out.textContent = `${say(lines[i][second - from], unit)} at ${String(second).replace("-", "−")} s`;
	}
}

function rest() {
	for (const { cross, outs } of figures) {
		cross.setAttribute("visibility", "hidden");
		for (const out of outs) out.textContent = out.dataset.rest;
	}
}

for (const { canvas } of figures) {
	canvas.addEventListener("pointermove", (event) => {
		const box = canvas.getBoundingClientRect();
		const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
		point(Math.floor(axis.from + share * (axis.until - axis.from)), share);
	});
	canvas.addEventListener("pointerleave", rest);
}
