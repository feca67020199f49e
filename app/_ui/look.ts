/** What is at an address of ours, for SWR; throws where it is not told. */
export async function look<Answer>(path: string): Promise<Answer> {
	const answer = await fetch(path, { signal: AbortSignal.timeout(10_000) });
	if (!answer.ok) throw new Error(String(answer.status));
	return answer.json();
}
