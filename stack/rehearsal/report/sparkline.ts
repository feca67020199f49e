const blocks = "▁▂▃▄▅▆▇█";

/** The latest values, as high as they are beside the most of them. */
export function sparkline(values: number[], width: number): string {
	const latest = values.slice(-width);
	const most = Math.max(1, ...latest);
	return latest
		.map((value) => blocks.charAt(Math.min(7, Math.floor((Math.max(0, value) / most) * 8))))
		.join("");
}
