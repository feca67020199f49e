/** What this run is beside the other: `×1.20`, and whether that is better. */
export type Ratio = { text: string; is: "better" | "worse" | "the same" | "" };

/** Two runs on one machine differ by this much by themselves. */
const alike = 0.05;

export function ratio(
	mine: number | null,
	others: number | null,
	good: "more" | "less" | "neither" = "neither",
): Ratio {
	if (mine === null || others === null || Number.isNaN(mine) || Number.isNaN(others))
		return { text: "–", is: "" };
	if (mine === 0 && others === 0) return { text: "–", is: "the same" };
	if (mine === others) return { text: "×1.00", is: "the same" };
	const times = mine / others;
	const text = others === 0 ? "from 0" : `×${times >= 10 ? Math.round(times) : times.toFixed(2)}`;
	if (Math.abs(times - 1) < alike) return { text, is: "the same" };
	if (good === "neither") return { text, is: "" };
	return { text, is: mine > others === (good === "more") ? "better" : "worse" };
}
