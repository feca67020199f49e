import type { Booking } from "../bookings/answer.ts";
import type { Language } from "../languages/languages.js";
import { mailWords } from "./words.ts";

/** The booker's own page of a booking, where its teacher says yes or no to it, and where a teacher signs in. */
export type Links = { link: string; decide: string; desk: string };

/** Writes one of a booking; of what its teacher took away with times that are free instead. */
export type Write = (booking: Booking, links: Links, instead: { startsAt: string }[]) => Letter;

/** What a mail says. Every part is plain text; both forms are made from it. */
export type Letter = {
	subject: string;
	greeting: string;
	opening: string;
	facts: string[];
	/** In somebody's own words, line by line. */
	message?: string;
	/** What one may have instead, each with its own page. */
	choices?: { label: string; times: { label: string; url: string }[] };
	action: { label: string; url: string };
	closing?: string;
	/** Where else one may go, at the very end. */
	foot?: { label: string; url: string };
	/** Where mails of this kind are switched off. */
	off?: string;
};

export function toText(letter: Letter, language: Language = "en"): string {
	const { greeting, opening, facts, message, choices, action, closing, foot, off } = letter;
	const words = mailWords(language);
	const labelled = (label: string) => words("foot.label", { label });
	const parts = [
		greeting,
		opening,
		facts.map((fact) => `  ${fact.replace(/\r?\n|\r/g, "\n  ")}`).join("\n"),
		message?.replace(/^/gm, "> "),
		choices && [choices.label, ...choices.times.map(({ label, url }) => `  ${label}\n  ${url}`)].join("\n\n"),
		`${labelled(action.label)}\n${action.url}`,
		closing,
		`– Firstbell${foot ? `\n${labelled(foot.label)} ${foot.url}` : ""}`,
		off && `${words("foot.because")} ${labelled(words("foot.noReminders"))}\n${off}`,
	];
	return `${parts.filter(Boolean).join("\n\n")}\n`;
}

/** Plain enough for every reader of mail: one column, system type, colours that hold in light and dark. */
export function toHtml(letter: Letter, language: Language = "en"): string {
	const words = mailWords(language);
	const { subject, greeting, opening, facts, message, choices, action, closing, foot, off } = letter;
	const [what, ...rest] = facts.map((fact) => escaped(fact).replace(/\r?\n|\r/g, "<br>"));
	return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px 16px;font:16px/1.55 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:520px;margin:0 auto">
<p>${escaped(greeting)}</p>
<p>${escaped(opening)}</p>
<p style="margin:24px 0;padding:4px 0 4px 16px;border-left:4px solid #b8862b"><strong>${what}</strong><br>${rest.join("<br>")}</p>
${message ? `<blockquote style="margin:24px 0;font-style:italic;white-space:pre-line">${escaped(message)}</blockquote>\n` : ""}${choices ? choicesHtml(choices) : ""}<p><a href="${escaped(action.url)}" style="display:inline-block;padding:12px 20px;border-radius:10px;background:#1f4a3d;color:#ffffff;text-decoration:none;font-weight:600">${escaped(action.label)}</a></p>
${closing ? `<p style="opacity:.75">${escaped(closing)}</p>\n` : ""}<p style="opacity:.75">– Firstbell${foot ? `<br><a href="${escaped(foot.url)}" style="color:inherit">${escaped(foot.label)}</a>` : ""}</p>
${off ? `<p style="opacity:.75;font-size:14px">${escaped(words("foot.because"))} <a href="${escaped(off)}" style="color:inherit">${escaped(words("foot.noReminders"))}</a></p>\n` : ""}</div></body></html>
`;
}

/** Each on a line of its own, as high as a finger. */
function choicesHtml({ label, times }: NonNullable<Letter["choices"]>): string {
	const links = times.map(
		({ label, url }) =>
			`<p style="margin:8px 0"><a href="${escaped(url)}" style="display:block;padding:11px 16px;border:1px solid #b8862b;border-radius:10px;color:inherit;text-decoration:none;font-weight:600">${escaped(label)}</a></p>`,
	);
	return `<p style="margin-bottom:0">${escaped(label)}</p>\n${links.join("\n")}\n`;
}

const entities: Record<string, string> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};

export function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
