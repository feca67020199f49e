// Puts a teacher's free times where this script stands: docs/embed.md. Nothing else of the page is touched or read.
(() => {
	const script = document.currentScript;
	const { teacher = "", title, ...wishes } = script.dataset;
	const home = new URL(script.src).origin;
	const url = new URL(`/embed/t/${encodeURIComponent(teacher)}`, home);
	for (const name of ["type", "minutes", "theme", "accent"])
		if (wishes[name]) url.searchParams.set(name, wishes[name]);
	const frame = document.createElement("iframe");
	frame.src = url;
	frame.title = title || "Book a time";
	frame.style.cssText = "display:block;width:100%;height:40rem;border:0";
	addEventListener("message", ({ origin, source, data }) => {
		if (origin !== home || source !== frame.contentWindow) return;
		const { height, booked } = data?.firstbell ?? {};
		if (height > 0 && height < 20000) frame.style.height = `${height}px`;
		if (booked) frame.dispatchEvent(new CustomEvent("firstbell:booked", { bubbles: true }));
	});
	script.after(frame);
})();
