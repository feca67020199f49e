import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Words } from "@/lib/languages/words";
import { plainButton } from "../../../_ui/button.ts";
import { NoteBar } from "../../../_ui/note-bar.tsx";
import { strong, TurnBar, turnSaid } from "../../../_ui/turn-bar.tsx";
import type { Turn } from "./use-turn.ts";

/** Whose turn it is and for how long, or where to wait for it. */
export function TurnNote({ turn }: { turn: Turn }) {
	const board = useTranslations("board");
	const words = useTranslations("turn");
	return (
		<>
			{/* It stays while all else changes: what is new in it is read aloud. */}
			<p role="status" className="sr-only">
				{turn.ranOut ? board("turn.ranOut") : said(turn, words)}
			</p>
			{turn.until ? <InTurn turn={turn} /> : <NoTurn turn={turn} />}
		</>
	);
}

function NoTurn({ turn: { opening, ranOut } }: { turn: Turn }) {
	const words = useTranslations("board");
	return (
		<NoteBar className="mb-6">
			<p>{words.rich(ranOut ? "turn.comeIn" : "turn.byTurns", { b: strong })}</p>
			<Link href={`/opening/${opening.id}`} prefetch={false} className={plainButton}>
				{words(ranOut ? "turn.back" : "toYourPlace")}
			</Link>
		</NoteBar>
	);
}

function InTurn({ turn: { opening, left, busy, no, more } }: { turn: Turn }) {
	const words = useTranslations("board");
	const turns = useTranslations("turn");
	return (
		<div className="mb-6">
			<TurnBar
				left={left}
				plenty={(left) => turns.rich("yours", { left, b: strong })}
				busy={busy}
				no={no}
				onMore={more}
			>
				<Link href={`/opening/${opening.id}`} prefetch={false} className={plainButton}>
					{words("turn.others")}
				</Link>
			</TurnBar>
		</div>
	);
}

function said({ until, left, longer }: Turn, words: Words<"turn">): string {
	return until ? turnSaid(left, longer, words) : "";
}
