"use client";

import { type FormEvent, useState } from "react";
import type { Calendar } from "@/lib/desk/calendar-schema";
import { isoOf } from "@/lib/instant";
import { addDays, instantAt, localTime } from "@/lib/time";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { Field, TextArea } from "../../../_ui/field.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import type { No } from "../../../_ui/send.ts";
import { unheard } from "../../../_ui/wait.ts";
import { appointmentOf, type BookingMove, toldWords } from "./booking-moves.ts";
import { isDay } from "./days.ts";
import { type Reading, timeWords } from "./words.ts";

type Props = {
	move: BookingMove;
	calendar: Calendar;
	reading: Reading;
	/** Moves it, and says why not. */
	onMove: (move: BookingMove) => Promise<No | undefined>;
	onClose: () => void;
};

/** The second step before somebody is told of another time, and the form to choose one. Whatever is refused, all that is typed stays. */
export function MoveDialog({ move, calendar, reading, onMove, onClose }: Props) {
	const { zone } = reading;
	const [day, setDay] = useState(localTime(move.startsAt, zone).slice(0, 10));
	const [time, setTime] = useState(localTime(move.startsAt, zone).slice(11));
	const [message, setMessage] = useState("");
	const [wrong, setWrong] = useState<{ day?: string; time?: string }>({});
	const [no, setNo] = useState<No>();
	const [sending, setSending] = useState(false);
	const now = appointmentOf(calendar, move.booking);
	// Once it is said to be another, what it is now has been seen.
	const was = no?.code === "STALE" && now ? now.startsAt : move.was;

	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		if (sending) return;
		const form = event.currentTarget;
		const local = `${day}T${time}`;
		// In the hour that comes twice, the one that it was dragged to.
		const at = local === localTime(move.startsAt, zone) ? Date.parse(move.startsAt) : instantAt(local, zone);
		const found = wrongOf(day, time, at, was);
		setWrong(found);
		if (found.day || found.time || at === undefined) {
			requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
			return;
		}
		setSending(true);
		setNo(undefined);
		const said = await onMove({ ...move, was, startsAt: isoOf(at), message: message.trim() || undefined });
		setSending(false);
		setNo(said);
	}
	return (
		<Dialog title="Move this booking" onClose={() => !sending && onClose()}>
			<form onSubmit={submit} noValidate className="grid gap-4">
				<p className="text-soft">
					{no?.code === "STALE" && !now
						? "It is not where it was any more."
						: now && `It is ${timeWords(spanFrom(was, now), reading)}, ${now.type}.`}
				</p>
				<div className="grid grid-cols-2 items-start gap-3">
					<Field
						label="New day"
						type="date"
						min={calendar.today}
						max={addDays(calendar.today, 730)}
						value={day}
						onChange={({ target: { value } }) => setDay(value)}
						error={wrong.day}
					/>
					<Field
						label="New start"
						type="time"
						step={300}
						value={time}
						onChange={({ target: { value } }) => setTime(value)}
						error={wrong.time}
					/>
				</div>
				<TextArea
					label="What you want to say of it"
					hint="It is in the mail. You may leave it out."
					maxLength={500}
					value={message}
					onChange={({ target: { value } }) => setMessage(value)}
					error={no?.fields?.message}
				/>
				<p>{toldWords(move.people)}</p>
				{no && !no.fields?.message && <Notice tone="alarm">{worded(no)}</Notice>}
				<div className="grid gap-3 sm:grid-cols-2">
					<button
						type="button"
						onClick={() => !sending && onClose()}
						aria-disabled={sending}
						className={plainButton}
					>
						Leave it
					</button>
					<button type="submit" aria-disabled={sending} className={primaryButton}>
						{sending ? "Moving …" : "Move"}
					</button>
				</div>
			</form>
		</Dialog>
	);
}

/** Also while it is shown where it is to be. */
function spanFrom(startsAt: string, one: { startsAt: string; endsAt: string }) {
	const lasts = Date.parse(one.endsAt) - Date.parse(one.startsAt);
	return { startsAt, endsAt: isoOf(Date.parse(startsAt) + lasts) };
}

function wrongOf(day: string, time: string, at: number | undefined, was: string) {
	if (!isDay(day)) return { day: "Choose a day." };
	if (!time) return { time: "Choose a time." };
	if (at === undefined) return { time: "The clocks leave this time out on that day." };
	if (at <= Date.now()) return { time: "This time is past. Choose one to come." };
	if (at === Date.parse(was)) return { time: "That is when it is already." };
	return {};
}

function worded(no: No): string {
	if (no.code === "UNSURE") return unheard("moving twice is the same as once", no.later);
	return Object.values(no.fields ?? {})[0] ?? no.message;
}
