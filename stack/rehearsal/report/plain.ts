import { stripVTControlCharacters } from "node:util";

/** Names come from elsewhere: nothing in them may steer a terminal. */
export const plain = (text: string) => stripVTControlCharacters(text).replace(/\p{Cc}+/gu, " ");

export const clip = (text: string, width: number) =>
	text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
