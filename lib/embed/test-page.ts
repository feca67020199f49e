import "server-only";
import { escaped } from "../mail/letter.ts";

/** What docs/embed.md lets the other page say of a type, how long it is, and how it looks. */
const wishNames = ["type", "minutes", "theme", "accent"] as const;

/**
 * A page as somebody else's would be, with a teacher's free times by the script on one side and by a frame alone on the other,
 * and what was pasted for each.
 */
export function testPage(home: string, teacher: string, wishes: Record<string, string>): string {
	const wished = wishNames.flatMap((name) => (wishes[name] ? [[name, wishes[name]] as const] : []));
	const data = wished.map(([name, value]) => ` data-${name}="${escaped(value)}"`).join("");
	const script = `<script src="${home}/embed.js" data-teacher="${escaped(teacher)}"${data} async></script>`;
	const query = new URLSearchParams(wished.map(([name, value]) => [name, value])).toString();
	const address = `${home}/embed/t/${encodeURIComponent(teacher)}${query && `?${query}`}`;
	const frame = `<iframe src="${escaped(address)}" title="Book a time" style="width:100%;height:45rem;border:0"></iframe>`;
	const field = (name: string, value = "") =>
		`<label>${name} <input name="${name}" value="${escaped(value)}" size="10"></label>`;
	// From this machine's other name it is another site for a browser, as it is where it shall stand.
	const elsewhere = `${home.replace("//localhost", "//127.0.0.1")}/dev/embed`;
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>How it looks on another website</title></head>
<body style="margin:0 auto;padding:24px 16px;max-width:80rem;font:16px/1.6 system-ui,sans-serif;background:Canvas;color:CanvasText"><main>
<h1>How it looks on another website</h1>
<p>For another site, as yours is, open this page at <a href="${elsewhere}">${elsewhere}</a>.</p>
<form style="display:flex;flex-wrap:wrap;gap:16px">${field("teacher", teacher)}
${wishNames.map((name) => field(name, wishes[name])).join("\n")}
<button>Show</button></form>
<div style="display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:32px">
${[
	["By the script", script],
	["By a frame alone", frame],
]
	.map(
		([title = "", html = ""]) => `<section style="min-width:0"><h2>${title}</h2>
<pre style="white-space:pre-wrap;overflow-wrap:anywhere">${escaped(html)}</pre>
${html}
<p>Below it, this page goes on.</p></section>`,
	)
	.join("\n")}
</div></main></body></html>
`;
}
