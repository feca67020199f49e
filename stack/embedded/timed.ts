/** Does the work and logs one line about it: `database … 0.4 s`, with a word more when `note` has one. */
export async function timed<T>(
	log: (line: string) => void,
	name: string,
	work: () => Promise<T>,
	note: (result: T) => string = () => "",
): Promise<T> {
	const began = performance.now();
	const result = await work();
	const word = note(result);
	log(`${name} … ${((performance.now() - began) / 1000).toFixed(1)} s${word && ` (${word})`}`);
	return result;
}
