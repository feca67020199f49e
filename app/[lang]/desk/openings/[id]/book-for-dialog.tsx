"use client";

import { type FormEvent, useState } from "react";
import type { Office, OwnOpening } from "@/lib/office/schema";
import { dayOf } from "@/lib/time";
import { clock, dayLabel, zoneLabel } from "@/lib/time-words";
import { plainButton, primaryButton } from "../../../../_ui/button.ts";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { Pick } from "../../../../_ui/pick.tsx";
import { useViewer } from "../../../../_ui/use-viewer.ts";
import { BookForTimes } from "./book-for-times.tsx";
import { NearestFree } from "./nearest-free.tsx";
import { useBookFor } from "./use-book-for.ts";
import { ZonePick } from "./zone-pick.tsx";

type Props = {
	opening: OwnOpening;
	teachers: Office["teachers"];
	zone: string;
	onDone: () => void;
	onClose: () => void;
};

/** The office books for a family that cannot, whoever else is waiting. */
export function BookForDialog({ opening, teachers, zone: home, onDone, onClose }: Props) {
	const [{ hour12 }] = useViewer(home);
	const { busy, no, booked, book, another, forget } = useBookFor(onDone);
	const choices = opening.teacher ? teachers.filter(({ handle }) => handle === opening.teacher) : teachers;
	const [teacher, setTeacher] = useState(choices.length === 1 ? (choices[0]?.handle ?? "") : "");
	const chosen = choices.find(({ handle }) => handle === teacher);
	const types = (chosen?.types ?? []).filter(({ handle }) => !opening.type || handle === opening.type);
	const [typed, setType] = useState("");
	const type = types.length === 1 ? (types[0]?.handle ?? "") : typed;
	const [startsAt, setStart] = useState("");
	const [name, setName] = useState("");
	const [email, setEmail] = useState("");
	const [zone, setZone] = useState(home);
	const [missing, setMissing] = useState(false);
	const at = chosen?.timeZone ?? home;
	const when = (start: string) => `${dayLabel(dayOf(start, at), "long")}, ${clock(start, at, hour12)}`;

	function choose(start: string) {
		setStart(start);
		setMissing(false);
		forget();
	}
	async function submit(event: FormEvent) {
		event.preventDefault();
		if (!startsAt) return setMissing(true);
		const wish = { opening: opening.id, teacher, type, startsAt, name, email, timeZone: zone };
		if (!(await book(wish))) setStart("");
	}
	if (booked)
		return (
			<Dialog title="Booked" onClose={onClose}>
				<p role="status" className="mb-5">
					{name} has {when(booked.startsAt)} with {chosen?.name}. A mail with the link to it is on its way to{" "}
					<span className="wrap-anywhere">{email}</span>.
				</p>
				<div className="grid gap-3 sm:grid-cols-2">
					<button
						type="button"
						onClick={() => {
							another();
							choose("");
						}}
						className={plainButton}
					>
						Book another
					</button>
					<button type="button" onClick={onClose} className={primaryButton}>
						Done
					</button>
				</div>
			</Dialog>
		);
	return (
		<Dialog title="Book for someone" onClose={() => !busy && onClose()}>
			<form noValidate onSubmit={submit} className="grid gap-4">
				<Pick
					label="Teacher"
					value={teacher}
					onChange={(event) => {
						setTeacher(event.target.value);
						setType("");
						choose("");
					}}
				>
					<option value="">Choose …</option>
					{choices.map(({ handle, name }) => (
						<option key={handle} value={handle}>
							{name}
						</option>
					))}
				</Pick>
				<Pick
					label="What"
					value={type}
					onChange={(event) => {
						setType(event.target.value);
						choose("");
					}}
				>
					<option value="">{chosen ? "Choose …" : "First choose a teacher"}</option>
					{types.map(({ handle, name }) => (
						<option key={handle} value={handle}>
							{name}
						</option>
					))}
				</Pick>
				{type && (
					<BookForTimes
						key={`${teacher} ${type}`}
						teacher={teacher}
						type={type}
						zone={at}
						hour12={hour12}
						chosen={startsAt}
						error={missing ? "Please choose a time." : undefined}
						onChoose={choose}
					/>
				)}
				<Field
					label="Name"
					autoComplete="off"
					value={name}
					maxLength={120}
					onChange={(event) => setName(event.target.value)}
					error={no?.fields?.name}
				/>
				<Field
					label="E-mail"
					type="email"
					inputMode="email"
					autoComplete="off"
					hint="Of the family, or of whoever keeps it for them."
					value={email}
					onChange={(event) => setEmail(event.target.value)}
					error={no?.fields?.email}
				/>
				<ZonePick value={zone} onChange={setZone} />
				{no && !no.fields?.name && !no.fields?.email && <NearestFree no={no} when={when} onChoose={choose} />}
				{startsAt && (
					<p className="text-soft">
						{when(startsAt)}, {zoneLabel(startsAt, at)}
					</p>
				)}
				<button type="submit" aria-disabled={busy} className={primaryButton}>
					{busy ? "Booking …" : "Book it"}
				</button>
			</form>
		</Dialog>
	);
}
