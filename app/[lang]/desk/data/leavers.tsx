"use client";

import { useState } from "react";
import { Pick } from "../../../_ui/pick.tsx";
import { Leaving } from "./leaving.tsx";

type Teacher = { handle: string; name: string };

/** A teacher leaves of their own. */
export function LeaveAsTeacher({ own, zone }: { own: Teacher; zone: string }) {
	return (
		<Leaving
			id="leave"
			title="Leave Firstbell"
			button="Delete my page"
			ask="Delete your page?"
			gone="Your page is gone"
			leaver={{ what: "teacher", handle: own.handle, teachers: [own.handle] }}
			zone={zone}
			what="Your page with your name, address, hours, absences, calendars, webhooks and all that you have written."
		>
			You take your page off for good: your name, your address and all that you have written go. The times
			that people had with you stay, without your name.
		</Leaving>
	);
}

/** The office takes one of its teachers off. */
export function EraseOneTeacher({ teachers, zone }: { teachers: Teacher[]; zone: string }) {
	const [handle, setHandle] = useState("");
	const chosen = teachers.find((teacher) => teacher.handle === handle);
	return (
		<Leaving
			id="erase-teacher"
			title="Delete a teacher"
			button="Delete this teacher"
			ask={`Delete ${chosen?.name ?? "this teacher"}?`}
			gone={`${chosen?.name ?? "The teacher"} is gone`}
			leaver={chosen && { what: "teacher", handle, teachers: [handle] }}
			zone={zone}
			what="Their page with their name, address, hours, absences, calendars, webhooks and all that they have written."
			onGone={() => setHandle("")}
			choice={
				<Pick label="Whom" value={handle} onChange={(event) => setHandle(event.target.value)}>
					<option value="">Please choose</option>
					{teachers.map((each) => (
						<option key={each.handle} value={each.handle}>
							{each.name}
						</option>
					))}
				</Pick>
			}
		>
			Somebody does not teach at your school any more. Their page goes, and so does all that names them.
		</Leaving>
	);
}

type School = { handle: string; name: string; teachers: Teacher[] };

/** A school leaves, with all of its teachers. */
export function LeaveAsSchool({ school, zone }: { school: School; zone: string }) {
	const { handle, name, teachers } = school;
	return (
		<Leaving
			id="leave-school"
			title="Delete this school"
			button={`Delete ${name}`}
			ask={`Delete ${name}?`}
			gone={`${name} is gone`}
			leaver={{ what: "school", handle, teachers: teachers.map((teacher) => teacher.handle) }}
			zone={zone}
			what={`The school with ${teachers.length === 1 ? "its teacher and their page" : `all ${teachers.length} teachers and their pages`}, its teams, its openings, whom you have invited, and everybody in the office.`}
		>
			All of it goes for good: its teachers with their pages, teams, openings, invitations and the office.
		</Leaving>
	);
}
