import Link from "next/link";
import { Sample } from "./sample.tsx";

const list = `curl https://book.example.org/api/bookings?zone=Europe/Berlin \\
  -H "Authorization: Bearer fb_…"`;

const book = `curl https://book.example.org/api/bookings \\
  -H "Authorization: Bearer fb_…" \\
  -H "Content-Type: application/json" \\
  -H "Idempotency-Key: 5b8e1c1e-8f5e-4d0f-9a63-0d6f4b2c7a11" \\
  -d '{ "teacher": "ada", "type": "lesson", "startsAt": "2026-11-30T09:00:00Z",
       "name": "Kim Lee", "email": "kim@family.example", "timeZone": "Europe/Berlin" }'`;

/** What holds for every route. */
export function HowToAsk() {
	return (
		<section id="asking" aria-labelledby="asking-title" className="grid max-w-3xl scroll-mt-6 gap-4">
			<h2 id="asking-title" className="text-2xl">
				How to ask
			</h2>
			<p>
				Make a token under{" "}
				<Link href="/desk/api" className="font-medium underline underline-offset-4">
					Programs
				</Link>{" "}
				at your desk, and choose what it may do. Send it with each request. It acts for you: a teacher’s for
				that teacher, the office’s for its school.
			</p>
			<Sample label="Listing bookings" text={list} />
			<p>
				Send JSON. Instants may have any offset, and come back in UTC. What takes an{" "}
				<code>Idempotency-Key</code> wants a new one for each wish: if no answer came, ask again with the same
				one, and it is done once.
			</p>
			<Sample label="Booking in one step" text={book} />
			<p>
				A “no” is <code>{'{ "error": { "code", "message" } }'}</code>. Decide by its code; its message is for
				people. After <code>SLOWD</code> and <code>BUSY0</code>, wait as many seconds as{" "}
				<code>Retry-After</code> says; how much is left is in <code>RateLimit</code>. Each token is counted by
				itself.
			</p>
		</section>
	);
}
