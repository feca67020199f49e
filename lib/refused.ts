import "server-only";
import { z } from "zod";
import { saidIn } from "./languages/said-in.ts";
import { askersLanguage, requestId } from "./notes.ts";
import { Refusal, refusals } from "./refusal.ts";
import { uncached } from "./uncached.ts";

/** What nobody said on purpose. */
export const bug = "BUG00";

/** A Refusal becomes its status, bad input says what to mend, and of a bug nobody learns more than by which id to ask about it. */
export function refused(error: unknown): Response {
	if (error instanceof z.ZodError) return refused(new Refusal("INVAL", { fields: fields(error) }));
	if (error instanceof Refusal) {
		const { status, message } = refusals[error.code];
		return no(status, { code: error.code, message, ...error.detail });
	}
	const message = "Something went wrong on our side. Please try again.";
	return no(500, { code: bug, message, request: requestId() });
}

const codes = new WeakMap<Response, string>();

/** The code of an answer that is a "no"; undefined for a yes, and for what Next says by itself. */
export const codeOf = (answer: Response): string | undefined => codes.get(answer);

type Told = {
	code: string;
	message: string;
	fields?: Record<string, string>;
	retryAfter?: number;
	request?: string;
};

/** In the language of who asks, as pages are. Nobody keeps it, so that nobody else is told in that language. */
function no(status: number, told: Told): Response {
	const language = askersLanguage();
	const headers = new Headers({ ...uncached, "Content-Language": language });
	if (status === 429 || status === 503) headers.set("Retry-After", String(told.retryAfter ?? 2));
	const said = saidIn(language, told.message);
	// So that they can ask about it.
	const message = told.request ? `${said} (${told.request})` : said;
	const faults = Object.entries(told.fields ?? {}).map(([path, fault]) => [path, saidIn(language, fault)]);
	const mend = told.fields && { fields: Object.fromEntries(faults) };
	const answer = Response.json({ error: { ...told, message, ...mend } }, { status, headers });
	codes.set(answer, told.code);
	return answer;
}

function fields(error: z.ZodError): Record<string, string> {
	return Object.fromEntries(error.issues.map((issue) => [issue.path.join(".") || "body", issue.message]));
}
