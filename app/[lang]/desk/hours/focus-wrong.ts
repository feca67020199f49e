/** Leads to the first field of a form that is to be mended, once it says so. */
export function focusWrong(form: HTMLElement): void {
	requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}
