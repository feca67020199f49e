import Link from "next/link";
import { primaryButton } from "../../_ui/button.ts";
import { SignOut } from "../../_ui/sign-out.tsx";

/** For who is signed in and no operator: teachers and a school’s staff, too. */
export function NoOperator() {
	return (
		<div className="mx-auto mt-14 max-w-md">
			<h1 className="text-3xl">Only for operators</h1>
			<p className="mt-3 mb-5 text-soft">
				This shows how the whole installation fares. You are signed in with an address that is no operator’s.
				If it should be, whoever installed Firstbell can add it.
			</p>
			<div className="flex flex-wrap items-center gap-3">
				<Link href="/desk" className={primaryButton}>
					Go to your desk
				</Link>
				<SignOut to="/ops" />
			</div>
		</div>
	);
}
