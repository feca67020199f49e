const esc = String.fromCharCode(27);
const code = new RegExp(`^${esc}\\[(\\d*)([A-Za-z])$`);
const codes = new RegExp(`(\\n|\\r|${esc}\\[\\d*[A-Za-z])`);

/** What stands on a terminal after all that was written to it: text, line feeds, and the few codes that we use. */
export function terminal(columns: number, rows = 40) {
	let screen: string[] = [""];
	let row = 0;
	const written: string[] = [];
	const put = (text: string) => {
		for (const part of text.split(codes)) {
			const meant = code.exec(part);
			if (part === "\n") screen[++row] ??= "";
			else if (meant?.[2] === "A") row = Math.max(0, row - Number(meant[1]));
			else if (meant?.[2] === "J") screen = [...screen.slice(0, row), ""];
			else if (!meant && part !== "\r") {
				const line = `${screen[row] ?? ""}${part}`;
				const wrapped = line.match(new RegExp(`.{1,${out.columns}}`, "gs")) ?? [""];
				screen.splice(row, 1, ...wrapped);
				row += wrapped.length - 1;
			}
		}
	};
	const out = {
		isTTY: true,
		columns,
		rows,
		write(text: string) {
			written.push(text);
			put(text);
			return true;
		},
	};
	return { out: out as unknown as NodeJS.WriteStream, screen: () => screen, written };
}
