const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/**
 * A schedule of five fields, as vercel.json has it, in EventBridge's words: there are six, one of the two kinds of day is a
 * question mark, and days of the week are counted from one. Throws for what vercel.json does not have so far.
 */
export function scheduleOf(cron: string): string {
	const [minute = "", hour = "", date = "", month = "", day = "", ...more] = cron.split(" ");
	const plain =
		[minute, hour].every((each) => /^(\*|\*\/\d+|\d+)$/.test(each)) && date === "*" && month === "*";
	if (!plain || !/^(\*|[0-6])$/.test(day) || more.length) throw new Error(`Not known: ${cron}`);
	const field = (each: string) => each.replace("*/", "0/");
	return day === "*"
		? `cron(${field(minute)} ${field(hour)} * * ? *)`
		: `cron(${field(minute)} ${field(hour)} ? * ${days[Number(day)]} *)`;
}
