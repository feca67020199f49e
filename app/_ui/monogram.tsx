/** Two letters on slate, where others put a stock photo. */
export function Monogram({ name, large = false }: { name: string; large?: boolean }) {
	return (
		<span
			aria-hidden="true"
			className={`grid shrink-0 place-items-center bg-chalk font-[680] tracking-tight text-chalk-ink ${
				large ? "size-18 rounded-3xl text-2xl" : "size-12 rounded-2xl"
			}`}
		>
			{initials(name)}
		</span>
	);
}

const titles = /^(mrs?|ms|mx|dr|prof|miss|sir|frau|herr)\.?$/i;

function initials(name: string): string {
	const words = name.split(/[\s,]+/).filter((word) => word && !titles.test(word));
	return [words[0], words.length > 1 ? words.at(-1) : ""]
		.map((word) => Array.from(word ?? "")[0] ?? "")
		.join("");
}
