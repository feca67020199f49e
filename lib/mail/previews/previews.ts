import "server-only";
import { type Language, languages } from "../../languages/languages.js";
import { composeMail } from "../compose-mail.ts";
import { kinds } from "../kinds.ts";
import type { Mail } from "../transport.ts";
import { dueMail, samples } from "./samples.ts";

/** One mail that could be sent, and how it is called: `booker.confirmed.several.de`. */
export type Preview = { name: string; language: Language; compose: () => Mail };

/** Every kind of mail as it would be written now, of things that are not there: a teacher's in English alone. */
export const previews: Preview[] = [
	...kinds.booker.flatMap((kind) => previewsOf("booker", kind, samples.booker[kind], languages)),
	...kinds.teacher.flatMap((kind) => previewsOf("teacher", kind, samples.teacher[kind], ["en"])),
];

function previewsOf<Kind extends Parameters<typeof dueMail>[1]>(
	recipient: "booker" | "teacher",
	kind: Kind,
	variants: (typeof samples.booker)["mine"],
	spoken: readonly Language[],
): Preview[] {
	return Object.entries(variants).flatMap(([variant, about]) =>
		spoken.map((language) => ({
			name: `${recipient}.${kind}.${variant}.${language}`,
			language,
			compose: () => composeMail(dueMail(about(language), kind, recipient)),
		})),
	);
}

const types = {
	html: "text/html; charset=utf-8",
	txt: "text/plain; charset=utf-8",
	ics: "text/calendar; charset=utf-8",
};
type Form = keyof typeof types;

/** One form of a preview, such as `booker.mine.alone.de.html`; undefined where there is none. A text begins with its subject. */
export function previewFile(file: string): { body: string; type: string } | undefined {
	const [, name, form] = /^(.+)\.(html|txt|ics)$/.exec(file) ?? [];
	const mail = previews.find((preview) => preview.name === name)?.compose();
	if (!mail) return undefined;
	const bodies = { html: mail.html, txt: `${mail.subject}\n\n${mail.text}`, ics: mail.calendar?.text };
	const body = bodies[form as Form];
	return body === undefined ? undefined : { body, type: types[form as Form] };
}
