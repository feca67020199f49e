"use client";

import { type Language, languageOf, languages } from "@/lib/languages/languages.js";

type Words = { title: string; why: string; again: string };

/** Spelled here, since what says words elsewhere may be what failed. */
const said: Record<Language, Words> = {
	en: {
		title: "This did not work",
		why: "Something went wrong on our side. Nothing you booked is lost.",
		again: "Try again",
	},
	de: {
		title: "Das hat nicht geklappt",
		why: "Bei uns ist etwas schiefgegangen. Was Sie gebucht haben, bleibt gebucht.",
		again: "Noch einmal versuchen",
	},
	fr: {
		title: "Cela n’a pas fonctionné",
		why: "Un problème est survenu de notre côté. Rien de ce que vous avez réservé n’est perdu.",
		again: "Réessayer",
	},
	es: {
		title: "No ha funcionado",
		why: "Algo ha fallado por nuestra parte. No se ha perdido nada de lo que reservaste.",
		again: "Volver a intentar",
	},
};

/** The last net, when even the frame of the page fails: no fonts, no styles, only words and a way on. */
export default function Broken({ retry }: { error: unknown; retry: () => void }) {
	const language = inBrowser();
	const { title, why, again } = said[language];
	return (
		<html lang={language}>
			<body>
				<title>{`Firstbell: ${title.toLowerCase()}`}</title>
				<h1>{title}</h1>
				<p>{why}</p>
				<button type="button" onClick={retry}>
					{again}
				</button>
			</body>
		</html>
	);
}

/** The page's own before it failed, else what the browser asks for; on the server ours. */
function inBrowser(): Language {
	if (typeof document === "undefined") return languages[0];
	return languageOf(document.documentElement.lang, navigator.languages.join(", "));
}
