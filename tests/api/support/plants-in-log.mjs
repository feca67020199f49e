// In a server that is started with it, a library talks about somebody once the console is taken over.
const { name, email } = JSON.parse(process.env.PLANTED);
const waiting = setInterval(() => {
	if (!console.error.plain) return;
	clearInterval(waiting);
	const row = Object.assign(new Error(`"${name}" is wrong`), {
		detail: `${name} <${email}>`,
		input: { email },
	});
	console.error("planted once:", email, row, { name });
	console.error("planted twice:", name.split(" ")[1]);
}, 50);
