import type { Language } from "@/lib/languages/languages";

/** Why an answer is still waited for: many are here, there is no connection, or the answer takes long. */
export type Wait = "busy" | "offline" | "slow";

/** What is said when none came after all, beside what went wrong with us and what was asked too often. */
export const unanswered: Record<Language, Record<Wait | "strange" | "often" | "crowd", string>> = {
	en: {
		busy: "Many people are here just now. Please try again in a moment.",
		offline: "We could not reach Firstbell. Are you online? Please try again.",
		slow: "Firstbell did not answer in time. Please try again.",
		strange: "Something went wrong on our side. Please try again.",
		often: "That was a little often.",
		crowd: "Many people are here just now.",
	},
	de: {
		busy: "Gerade sind viele Leute hier. Bitte versuchen Sie es gleich noch einmal.",
		offline: "Wir konnten Firstbell nicht erreichen. Sind Sie online? Bitte versuchen Sie es noch einmal.",
		slow: "Firstbell hat nicht rechtzeitig geantwortet. Bitte versuchen Sie es noch einmal.",
		strange: "Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.",
		often: "Das war etwas zu oft.",
		crowd: "Gerade sind viele Leute hier.",
	},
	fr: {
		busy: "Il y a beaucoup de monde en ce moment. Réessayez dans un instant.",
		offline: "Firstbell est injoignable. Êtes-vous en ligne ? Réessayez.",
		slow: "Firstbell n’a pas répondu à temps. Réessayez.",
		strange: "Quelque chose n’a pas fonctionné chez nous. Réessayez.",
		often: "C’était un peu trop souvent.",
		crowd: "Il y a beaucoup de monde en ce moment.",
	},
	es: {
		busy: "Ahora mismo hay mucha gente. Inténtalo de nuevo en un momento.",
		offline: "No hemos podido conectar con Firstbell. ¿Tienes conexión? Inténtalo de nuevo.",
		slow: "Firstbell no ha respondido a tiempo. Inténtalo de nuevo.",
		strange: "Algo ha fallado por nuestra parte. Inténtalo de nuevo.",
		often: "Has probado demasiadas veces seguidas.",
		crowd: "Ahora mismo hay mucha gente.",
	},
};

/** What keeps a form's content where it is. */
export const signedOut = "You are signed out. Sign in in another tab, then save again: nothing here is lost.";

const notHeard: Record<Language, (later: string, harmless: string) => string> = {
	en: (later, harmless) =>
		`We have not heard yet whether it worked. ${`Please try again ${later}`.trim()}: ${harmless}.`,
	de: (later, harmless) =>
		`Wir wissen noch nicht, ob es geklappt hat. ${`Bitte versuchen Sie es ${later}`.trim()} noch einmal: ${harmless}.`,
	fr: (later, harmless) =>
		`Nous ne savons pas encore si cela a marché. ${`Réessayez ${later}`.trim()} : ${harmless}.`,
	es: (later, harmless) =>
		`Aún no sabemos si ha funcionado. ${`Inténtalo de nuevo ${later}`.trim()}: ${harmless}.`,
};

/** For an outcome that nobody knows: that another try does no harm, and why, in the same language. */
export function unheard(harmless: string, later = "", language: Language = "en"): string {
	return notHeard[language](later, harmless);
}

const triesAgain: Record<Language, (later: string) => string> = {
	en: (later) => `Please try again ${later}.`,
	de: (later) => `Bitte versuchen Sie es ${later} noch einmal.`,
	fr: (later) => `Réessayez ${later}.`,
	es: (later) => `Inténtalo de nuevo ${later}.`,
};

/** Whoever asked too often, or came with a crowd, is told when to come back. */
export function comeBack(why: "often" | "crowd", seconds: number, language: Language = "en"): string {
	return `${unanswered[language][why]} ${triesAgain[language](inTime(seconds, language))}`;
}

/** Why a request failed without an answer. */
export function waitAfter(error: unknown): Wait {
	return error instanceof DOMException && error.name === "TimeoutError" ? "slow" : "offline";
}

/** The seconds that a server asks for; it may also name a date. 0 for none. */
export function retryAfter(response: Response): number {
	const asked = response.headers.get("retry-after") ?? "";
	const seconds = /^\d+$/.test(asked) ? Number(asked) : (Date.parse(asked) - Date.now()) / 1000;
	return seconds > 0 ? seconds : 0;
}

const units: Record<Language, [lead: string, seconds: string, minutes: string]> = {
	en: ["in", "seconds", "minutes"],
	de: ["in", "Sekunden", "Minuten"],
	fr: ["dans", "secondes", "minutes"],
	es: ["en", "segundos", "minutos"],
};

/** `in 40 seconds`, `in 7 minutes` */
export function inTime(seconds: number, language: Language = "en"): string {
	const [lead, few, many] = units[language];
	return seconds < 90 ? `${lead} ${Math.ceil(seconds)} ${few}` : `${lead} ${Math.ceil(seconds / 60)} ${many}`;
}

/** What is said where something is not removed, since who asked for it had not seen what it is now. */
export const changedMeanwhile =
	"This was changed somewhere else meanwhile, and stays. Look at it as it is now, and remove it again if it is to go all the same.";
