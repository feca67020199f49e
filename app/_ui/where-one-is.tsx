"use client";

/**
 * Goes along with its form, by script: browsers do not say where a form comes from whose page's address is a key. Without one
 * it is empty.
 */
export function WhereOneIs() {
	return <input type="hidden" name="back" ref={follow} />;
}

function follow(input: HTMLInputElement) {
	const fill = () => {
		// The time that a mail's link asks for goes along; of what else is behind a "#", some is a key.
		const asked = location.hash.startsWith("#at=") ? location.hash : "";
		input.value = location.pathname + location.search + asked;
	};
	input.form?.addEventListener("submit", fill);
	return () => input.form?.removeEventListener("submit", fill);
}
