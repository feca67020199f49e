"use client";

import { useRef, useState } from "react";
import type { FamilyRow } from "@/lib/office/schema";
import { type No, send } from "../../../../../_ui/send.ts";
import { unheard } from "../../../../../_ui/wait.ts";
import { mostLetters, readFile } from "./read-file.ts";

export type Preview = { name: string; rows: FamilyRow[] };

/** Reads a file and has the server look at each row, with nothing done yet. */
export function usePreview(opening: string) {
	const [reading, setReading] = useState(false);
	const [preview, setPreview] = useState<Preview>();
	const [no, setNo] = useState<string>();
	// Of two files chosen one after the other, the second one counts.
	const latest = useRef<File>(undefined);

	async function look(file: File): Promise<void> {
		latest.current = file;
		setReading(true);
		setPreview(undefined);
		setNo(undefined);
		const said = await ask(opening, file);
		if (latest.current !== file) return;
		setReading(false);
		if (typeof said === "string") setNo(said);
		else setPreview({ name: file.name, rows: said });
	}
	function forget() {
		latest.current = undefined;
		setReading(false);
		setPreview(undefined);
		setNo(undefined);
	}
	return { reading, preview, no, look, forget };
}

/** The rows, or why there are none. */
async function ask(opening: string, file: File): Promise<FamilyRow[] | string> {
	const tooLarge = "This file is too large for a list of families. Is it the right one?";
	if (file.size > 2 * mostLetters) return tooLarge;
	const text = await readFile(file).catch(() => undefined);
	if (text === undefined) return "This file could not be opened. Please choose it again.";
	if (text.length > mostLetters) return tooLarge;
	const answer = await send<{ rows: FamilyRow[] }>("/api/invitation-previews", { opening, text });
	if (answer.no) return wordsOf(answer.no);
	return answer.data.rows.length > 0
		? answer.data.rows
		: "This file has a first row and no families under it.";
}

function wordsOf({ code, message, fields, later }: No): string {
	if (code === "UNSURE") return unheard("looking at a file changes nothing", later);
	return fields?.text ?? message;
}
