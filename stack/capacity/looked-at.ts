/** Of so many documents, how many somebody looks at by so many looks, where each is as likely as another. */
export const lookedAt = (documents: number, looks: number) => documents * (1 - Math.exp(-looks / documents));
