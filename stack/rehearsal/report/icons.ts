import { type Html, html } from "./html.ts";

const paths = {
	check: "M3 8.5l3.4 3.5L13 4.5",
	cross: "M4 4l8 8M12 4l-8 8",
	up: "M8 13V3.5M4 7.5l4-4 4 4",
	down: "M8 3v9.5M4 8.5l4 4 4-4",
	right: "M2.5 8h10.5M9 4l4 4-4 4",
};

/** Drawn, since not every machine has a font with a check mark. What it says stands beside it in words. */
export const icon = (name: keyof typeof paths): Html =>
	html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="${paths[name]}"/></svg>`;

/** The school bell. */
export function bell(size: number, x = 0): Html {
	return html`<svg class="bell" x="${x}" width="${size}" height="${size}" viewBox="0 0 32 32" aria-hidden="true"><path d="M16 3.4A1.9 1.9 0 0 1 17.9 5.3v.7c4.1.9 6.6 4.3 6.6 8.6 0 3.3.8 4.8 1.9 6.2.6.8.1 2-1 2H6.6c-1.1 0-1.6-1.2-1-2 1.1-1.4 1.9-2.9 1.9-6.2 0-4.3 2.5-7.7 6.6-8.6v-.7A1.9 1.9 0 0 1 16 3.4Z"/><circle cx="16" cy="26.3" r="2.3"/></svg>`;
}
