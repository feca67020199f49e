// What a page may load and run, in one place for next.config.js, proxy.ts and lib/page-store.js: so plain JavaScript.
// Why inline scripts are known by a nonce on one page and by a hash on another: docs/decisions/0025-which-scripts-may-run.md.
import { createHash } from "node:crypto";

const policyName = "content-security-policy";

/** What holds for every answer, page or not. It says nothing of scripts and styles. */
export const everywhere = (framed = false) =>
	`frame-ancestors ${framed ? "*" : "'none'"}; base-uri 'none'; object-src 'none'; form-action 'self'`;

/** For a page that is made for who asks: Next gives its own inline scripts the nonce that is in the request's header. */
export const privatePolicy = (nonce, framed) =>
	`${everywhere(framed)}; ${mayLoad([`'nonce-${nonce}'`, hashOf(shellScript)], ["'unsafe-hashes'", hashOf(hiddenPiece)])}`;

/**
 * A page that is made once for everybody: its inline scripts, put together where they stand together, and the policy that
 * names them by their hash. Only what Next and React write is taken for theirs: a script that came in otherwise is left
 * as it is, and does not run.
 */
export function sealed(html) {
	const pieces = [];
	const runs = [];
	let end = 0;
	for (const { 0: script, 1: text, index } of html.matchAll(inlineScript)) {
		if (!isTheirs(text)) continue;
		if (index === end && runs.length) {
			runs.at(-1).push(text);
		} else {
			const run = [text];
			pieces.push(html.slice(end, index), run);
			runs.push(run);
		}
		end = index + script.length;
	}
	const scripts = runs.map((run) => run.join(";\n"));
	const whole = pieces.map((piece) =>
		Array.isArray(piece) ? `<script>${piece.join(";\n")}</script>` : piece,
	);
	return {
		html: whole.join("") + html.slice(end),
		policy: mayLoad(new Set(scripts.map(hashOf))),
	};
}

/** A page's headers, and its policy with them. */
export const withPolicy = (headers, policy) => ({ ...headers, [policyName]: policy });
export const hasPolicy = (headers) => Boolean(headers?.[policyName]);

/** Where neither is to be had: no script of another site, and whatever stands in the page. */
export const unnamedPolicy = (framed) => `${everywhere(framed)}; ${mayLoad(["'unsafe-inline'"])}`;

/** Files of ours, and those inline scripts and styles that are named. */
const mayLoad = (scripts, styles = []) =>
	[
		"default-src 'self'",
		["script-src 'self'", ...scripts, ...botCheck()].join(" "),
		["frame-src 'self'", ...botCheck()].join(" "),
		["style-src 'self'", ...styles].join(" "),
		"img-src 'self' data:",
		"worker-src 'none'",
	].join("; ");

/** Where the check comes from that a person asks, where there is one. */
const botCheck = () =>
	process.env.TURNSTILE_SITE_KEY
		? [new URL(process.env.TURNSTILE_URL || "https://challenges.cloudflare.com").origin]
		: [];

function hashOf(script) {
	return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}

// What React says at the end of a shell that is made before anybody asks, and so has no nonce. A React that says it otherwise
// fails the browser tests, which bear no violation.
const shellScript = "requestAnimationFrame(function(){$RT=performance.now()});";

// How React hides what it sends of an SVG in pieces, until it is in its place. It is the one `style` that a page may have, and the
// word beside its hash says only that it is an attribute.
const hiddenPiece = "display:none";

// Neither writes a "<" into a script. A nonce in a page for everybody is that of whoever asked first.
const inlineScript = /<script(?: nonce="[^"]*")?>([^<]*)<\/script>/g;

// Data for React, and which files a page starts from: each a call with JSON and nothing else.
const calls = [
	/^self\.__next_f\.push\((.*)\)$/s,
	/^\(self\.__next_f=self\.__next_f\|\|\[\]\)\.push\((.*)\)$/s,
	/^\(globalThis\["TURBOPACK"\] \|\| \(globalThis\["TURBOPACK"\] = \[\]\)\)\.push\((.*)\);?$/s,
];

function isTheirs(text) {
	if (text === shellScript) return true;
	const json = calls.map((call) => call.exec(text)?.[1]).find(Boolean);
	if (!json) return false;
	try {
		return Boolean(JSON.parse(json));
	} catch {
		return false;
	}
}
