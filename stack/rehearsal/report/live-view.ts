import { lines, oneLine, type Shown } from "./live-lines.ts";
import type { LiveState } from "./live-state.ts";
import { plain } from "./plain.ts";

export type LiveView = {
	/** Draws at most once a second, and where nobody looks on, a line every ten: call it as often as you like. */
	update(state: LiveState): void;
	/** A line that stays. */
	note(line: string): void;
	/** Leaves the last state standing. */
	end(): void;
};

/** A rehearsal as it goes, drawn again in place; plain lines where `out` is no terminal, or with NO_COLOR or CI. */
export function liveView(out: NodeJS.WriteStream): LiveView {
	const { NO_COLOR, CI, TERM } = process.env;
	const isPlain = !out.isTTY || Boolean(NO_COLOR) || Boolean(CI) || TERM === "dumb";
	const every = isPlain ? 10_000 : 1000;
	let shown: Shown | undefined;
	let drawnAt = Number.NEGATIVE_INFINITY;
	let standing: string[] = [];

	const columns = () => out.columns || 80;
	const clear = () => {
		// After a window became narrower, what stands there takes more rows than it was drawn with.
		const rows = standing.reduce(
			(sum, line) => sum + Math.max(1, Math.ceil(plain(line).length / columns())),
			0,
		);
		standing = [];
		return rows > 0 ? `\x1b[${rows}A\r\x1b[J` : "";
	};
	const draw = () => {
		if (!shown) return;
		if (isPlain) return void out.write(`${oneLine(shown.state, out.columns)}\n`);
		const cleared = clear();
		// The cursor stands on a row of its own beneath; more rows than the window has could not be drawn over.
		standing = lines(shown, columns() - 1).slice(0, Math.max(1, (out.rows || 24) - 1));
		out.write(`${cleared}${standing.join("\n")}\n`);
	};

	return {
		update(state) {
			const now = performance.now();
			const isDue = now - drawnAt >= every;
			shown = { state, minute: [...(shown?.minute ?? []), ...(isDue ? [state.edge] : [])].slice(-60) };
			if (!isDue) return;
			drawnAt = now;
			draw();
		},
		note(line) {
			const text = plain(line);
			if (isPlain) return void out.write(`${text}\n`);
			out.write(`${clear()}${text}\n`);
			draw();
		},
		end() {
			draw();
			standing = [];
			shown = undefined;
		},
	};
}
