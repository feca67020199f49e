import { SignOut } from "../../_ui/sign-out.tsx";

export function NoTeacher() {
	return (
		<div className="mx-auto mt-14 max-w-md">
			<h1 className="text-3xl">No desk under this address</h1>
			<p className="mt-3 mb-4 text-soft">
				You are signed in, but no teacher and no school office here has this e-mail address. Ask your school
				which one it has for you, or sign in with another. To see or cancel a booking you need no desk: use
				the link in its mail.
			</p>
			<div className="-mx-3">
				<SignOut />
			</div>
		</div>
	);
}
