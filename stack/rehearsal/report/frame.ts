import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { asIs, type Html, html } from "./html.ts";
import { bell } from "./icons.ts";
import { asDate } from "./words.ts";

const sheets = ["palette", "report", "frame", "verdict", "table", "stacks", "plot", "parts", "print"];

/** A page that holds all it needs and asks nobody; `readOuts` is what pointing at a plot says. */
export function framed(options: { at: string; title: string; body: Html; readOuts?: Html }): Html {
	const { at, title, body, readOuts } = options;
	const style = sheets.map((name) => own(`${name}.css`)).join("\n") + font();
	const script = readOuts ? own("read-out.js") : "";
	return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:; style-src '${hash(style)}'; script-src '${hash(script)}'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:image/svg+xml;base64,${base64("../../../app/icon.svg")}">
<style>${asIs(style)}</style>
</head>
<body>
<header>
<p class="brand">${bell(28)}Firstbell</p>
<p class="soft">Rehearsal of ${asDate(at)}</p>
</header>
<main>
${body}
</main>
<footer><p>Made by <code>npm run rehearse</code> on one machine. Times are from when somebody was due, so what the machine is late with counts.</p></footer>
${
	readOuts &&
	html`<script type="application/json" id="read-outs">${readOuts}</script>
<script>${asIs(script)}</script>`
}
</body>
</html>
`;
}

/** The product's own type, so that the report looks the same where nobody has it. */
const font = () =>
	`@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,${base64("../../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2")})}`;

const own = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
const base64 = (name: string) => readFileSync(new URL(name, import.meta.url), "base64");
const hash = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
