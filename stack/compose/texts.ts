import { balancerText } from "../rehearsal/balancer-text.ts";
import { edgeText } from "../rehearsal/edge-text.ts";
import { headersOf, nginxText } from "../rehearsal/nginx-text.ts";
import { poolerText } from "../rehearsal/pooler-text.ts";

/** Where things are inside the container, and what an edge leads to. */
export type Places = {
	/** What nginx writes to. */
	home: string;
	/** Of fullchain.pem and privkey.pem. */
	tls: string;
	/** Of code.html. */
	mails: string;
	ports: { https: number; http: number; auth: number; crons: number; inner: number };
	/** host:port each. */
	apps: string[];
	auth: string;
	/** Who may come by the ways to sign-in and for crons, whatever else the machine is reached from. */
	inside: string;
};

export const containerPlaces = (apps: string[], auth: string, inside: string): Places => ({
	home: "/var/cache/firstbell",
	tls: "/etc/firstbell/tls",
	mails: "/etc/firstbell/mails",
	ports: { https: 8443, http: 8080, auth: 8999, crons: 8998, inner: 8081 },
	...{ apps, auth, inside },
});

/** The rehearsal's edge and balancer in one nginx, with TLS; and for the inside alone, ways to sign-in and for crons. */
export const nginxConf = ({ home, tls, mails, ports, apps, auth, inside }: Places): string =>
	nginxText({
		home,
		workers: "auto",
		// No lines of visits: addresses of pages are keys to bookings.
		errors: "stderr",
		http: `
	server_names_hash_bucket_size 128;
	${edgeText({
		home,
		listen: [`${ports.https} ssl http2 backlog=4096 reuseport`],
		origin: `127.0.0.1:${ports.inner}`,
		more: `
		ssl_certificate ${tls}/fullchain.pem;
		ssl_certificate_key ${tls}/privkey.pem;
		ssl_protocols TLSv1.2 TLSv1.3;
		ssl_session_cache shared:tls:10m;`,
	}).trim()}
	${balancerText({ listen: `127.0.0.1:${ports.inner} backlog=4096`, instances: apps, more: "" }).trim()}

	server {
		listen ${ports.http};
		location / { return 308 https://$host$request_uri; }
	}

	# Sign-in stands at an address of its own, and the app asks for it where a hosted project has it.
	server {
		listen ${ports.auth};
		${only(inside)}
		location /auth/v1/ { proxy_pass http://${auth}/; }
		location /mails/ { alias ${mails}/; types { text/html html; } }
	}

	# What is due, at whichever instance is there: it may take longer than a visitor would wait.
	server {
		listen ${ports.crons};
		${only(inside)}
		location /api/ {
			proxy_pass http://instances;
			${headersOf("$remote_addr")}
			proxy_read_timeout 60s;
		}
	}`,
	});

const only = (inside: string) => `allow 127.0.0.1; allow ${inside}; deny all;`;

export const pgbouncerIni = (): string =>
	poolerText({
		listen: { address: "0.0.0.0", port: 6432 },
		// Two to four for each core of the database.
		servers: { postgres: { host: "database", port: 5432, connections: 8 } },
		users: "/tmp/users.txt",
		looker: "firstbell_server",
	});
