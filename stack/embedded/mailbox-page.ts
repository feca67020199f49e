import type { Mail } from "./mail.ts";
import type { Answer } from "./serve.ts";

/** Every mail, newest first; looks again by itself. */
export function listPage(mails: Mail[]): Answer {
	const rows = mails.map(
		(mail) => `<li><a href="/dev/mail/${mail.id}">
      <span class="line"><b>${escaped(mail.to.join(", "))}</b>${time(mail.at)}</span>
      <span class="subject">${escaped(mail.subject) || "No subject"}</span>
      <span class="quiet">${escaped(mail.text.replace(/\s+/g, " ").slice(0, 140))}</span></a></li>`,
	);
	const none =
		'<p class="none">No mail yet.<br>What Firstbell sends on this machine arrives here, and nowhere else.</p>';
	return page(
		"Mail",
		`<header><h1>Mail</h1><p class="quiet">${count(mails.length)} · looks again every five seconds · <a href="/dev/mail/previews">how each kind looks</a></p></header>
    ${rows.length ? `<ul>${rows.join("")}</ul>` : none}`,
		'<meta http-equiv="refresh" content="5">',
	);
}

/** One mail: who, what, how it looks, what hangs on it, and all its headers. */
export function mailPage(mail: Mail): Answer {
	const attachments = mail.attachments.map(
		({ filename, contentType, bytes }, nth) => `<li><a href="/dev/mail/${mail.id}/attachments/${nth}">
      <b>${escaped(filename)}</b> <span class="quiet">${escaped(contentType)}, ${bytes} bytes</span></a></li>`,
	);
	const headers = mail.headers.map(
		([name, value]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
	);
	return page(
		mail.subject || "No subject",
		`<header><a class="back" href="/dev/mail">All mail</a><h1>${escaped(mail.subject) || "No subject"}</h1>
    <p class="line quiet"><span>${escaped(mail.from)}<br>to ${escaped(mail.to.join(", "))}</span>${time(mail.at)}</p></header>
    ${mail.html ? `<iframe title="The mail as it looks" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escaped(`<base target="_blank">${mail.html}`)}"></iframe>` : ""}
    ${mail.text ? `<section><h2>Text</h2><pre>${linked(mail.text)}</pre></section>` : ""}
    ${attachments.length ? `<section><h2>Attached</h2><ul>${attachments.join("")}</ul></section>` : ""}
    <details><summary>Headers</summary><table>${headers.join("")}</table></details>`,
	);
}

export const notFoundPage = (): Answer => ({
	...page(
		"Not here",
		'<header><a class="back" href="/dev/mail">All mail</a><h1>Not here</h1><p class="quiet">The mailbox keeps the last 500 mails; this one is gone, or never came.</p></header>',
	),
	status: 404,
});

function page(title: string, body: string, head = ""): Answer {
	return {
		headers: {
			"content-type": "text/html; charset=utf-8",
			"cache-control": "no-store",
			"referrer-policy": "no-referrer",
			"x-content-type-options": "nosniff",
			// No script at all runs here, and a mail cannot call home by its pictures.
			"content-security-policy":
				"default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		},
		body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${head}
      <title>${escaped(title)} · Firstbell mailbox</title><style>${style}</style><main>${body}</main></html>`,
	};
}

const style = `
:root { color-scheme: light dark; --page: #faf9f6; --sheet: #fff; --ink: #1d1f24; --quiet: #63666e; --line: #e6e3dc; --accent: #1f5fbf }
@media (prefers-color-scheme: dark) { :root { --page: #131417; --sheet: #1b1d21; --ink: #ecebe7; --quiet: #a0a3ab; --line: #2d3036; --accent: #8db8ff } }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 'Inter Variable', Inter, system-ui, sans-serif; overflow-wrap: anywhere }
main { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1rem 4rem }
header { margin-bottom: 1.5rem } h1 { font-size: 1.6rem; line-height: 1.2; letter-spacing: -.015em; margin: 0 0 .25rem } p { margin: 0 }
h2 { font-size: .875rem; color: var(--quiet); font-weight: 600; margin: 1.75rem 0 .5rem }
ul { list-style: none; margin: 0; padding: 0; background: var(--sheet); border: 1px solid var(--line); border-radius: 14px; overflow: hidden }
li + li { border-top: 1px solid var(--line) }
li a { display: grid; gap: .1rem; padding: .85rem 1.1rem; color: inherit; text-decoration: none } li a:hover { background: color-mix(in srgb, var(--accent) 7%, transparent) }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; border-radius: 14px }
.line { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem } .line > :first-child { min-width: 0 } .subject { font-weight: 500 }
.quiet, time { color: var(--quiet); font-size: .875rem; font-weight: 400 } time { white-space: nowrap; font-variant-numeric: tabular-nums }
.back { display: inline-block; padding: .6rem 0; color: var(--accent); text-decoration: none; font-size: .875rem } .back::before { content: '← ' }
.none { text-align: center; padding: 4rem 1rem; color: var(--quiet); border: 1px dashed var(--line); border-radius: 14px }
iframe { width: 100%; height: min(28rem, 70vh); border: 1px solid var(--line); border-radius: 14px; background: #fff; color-scheme: light }
pre, details { margin: 0; background: var(--sheet); border: 1px solid var(--line); border-radius: 14px; padding: 1rem 1.1rem; white-space: pre-wrap; font: .9375rem/1.6 ui-monospace, monospace }
pre a { color: var(--accent) } details { margin-top: 1.75rem; font: inherit } summary { cursor: pointer; color: var(--quiet); font-size: .875rem }
table { width: 100%; border-collapse: collapse; font-size: .8125rem; margin-top: .75rem } th { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; font-weight: 500; color: var(--quiet); width: 30% } td { padding: .25rem 0 }
`;

const count = (mails: number) => (mails === 1 ? "One mail" : `${mails} mails`);
const clock = new Intl.DateTimeFormat("en-GB", {
	day: "numeric",
	month: "short",
	hour: "2-digit",
	minute: "2-digit",
});
const time = (at: string) =>
	`<time datetime="${escaped(at)}" title="${escaped(at)}">${clock.format(new Date(at))}</time>`;

/** Addresses in a text become links; what stands around them stays text. */
const linked = (text: string) =>
	text
		.split(/(https?:\/\/[^\s<>"']+)/)
		.map((part, nth) =>
			nth % 2
				? `<a href="${escaped(part)}" target="_blank" rel="noreferrer">${escaped(part)}</a>`
				: escaped(part),
		)
		.join("");

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
