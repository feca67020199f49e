import type { Language } from "../../languages/languages.js";

/** Somebody who is not there, with what they might book, wherever a language is spoken. */
type Made = {
	booker: string;
	email: string;
	zone: string;
	teacher: string;
	school: string;
	type: string;
	opening: string;
	/** What a teacher might say: why something is cancelled, and afterwards. */
	reason: string;
	farewell: string;
};

export const people: Record<Language, Made> = {
	en: {
		...{ booker: "Niamh O’Hara", email: "niamh@family.example", zone: "Europe/London" },
		...{ teacher: "Ms Okafor", school: "Hillside School", type: "Maths lesson" },
		opening: "Parents’ evening",
		reason: "I am at home with a cold.\nPlease choose another day.",
		farewell: "That went well!\nPlease bring the worksheet next time.",
	},
	de: {
		...{ booker: "Jürgen Weiß", email: "weiss@familie.example", zone: "Europe/Berlin" },
		...{ teacher: "Frau Öztürk", school: "Gymnasium Süd", type: "Mathematik für Fortgeschrittene" },
		opening: "Elternsprechtag",
		reason: "Ich bin erkältet und bleibe zu Hause.\nBitte wählen Sie einen anderen Tag.",
		farewell: "Das lief schön!\nBitte bringen Sie nächstes Mal das Übungsblatt mit.",
	},
	fr: {
		...{ booker: "Zoé Lefèvre", email: "zoe@famille.example", zone: "Europe/Paris" },
		...{ teacher: "Mme Benoît", school: "Collège des Érables", type: "Cours de mathématiques" },
		opening: "Réunion parents-professeurs",
		reason: "Je suis enrhumée et je reste à la maison.\nChoisissez un autre jour, s’il vous plaît.",
		farewell: "C’était très bien !\nApportez la fiche la prochaine fois.",
	},
	es: {
		...{ booker: "Íñigo Muñoz", email: "inigo@familia.example", zone: "Europe/Madrid" },
		...{ teacher: "Sra. Ibáñez", school: "Colegio El Peñón", type: "Clase de matemáticas" },
		opening: "Tutorías con las familias",
		reason: "Estoy resfriada y me quedo en casa.\nElige otro día, por favor.",
		farewell: "¡Ha ido muy bien!\nTrae la ficha la próxima vez.",
	},
};
