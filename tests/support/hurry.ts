/**
 * Nobody here waits for the minute between two mails to one address: what has not been tried yet is due at once. What is being
 * sent is left alone, since whoever makes that due takes it from its sender, and it is sent twice. Add ` and …` to say whose.
 */
export const HURRY = "update app.mails set due_at = now() where sent_at is null and attempts = 0";
