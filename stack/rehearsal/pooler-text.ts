type Server = { host: string; port: number; connections: number };

/** A pgbouncer.ini in transaction mode: each name of `servers` leads to a server's database `postgres`. */
export const poolerText = (options: {
	listen: { address: string; port: number };
	servers: Record<string, Server>;
	/** The file of who is let in, by SCRAM. */
	users: string;
	/** Who may look at its figures. */
	looker: string;
}) => `
[databases]
${Object.entries(options.servers)
	.map(
		([name, each]) =>
			`${name} = host=${each.host} port=${each.port} dbname=postgres pool_size=${each.connections}`,
	)
	.join("\n")}

[pgbouncer]
listen_addr = ${options.listen.address}
listen_port = ${options.listen.port}
unix_socket_dir =
pool_mode = transaction
auth_type = scram-sha-256
auth_file = ${options.users}
stats_users = ${options.looker}
max_client_conn = 1000
# A server that is away is asked for again soon, and nobody queues for it for longer than the app would wait.
server_login_retry = 1
server_connect_timeout = 2
query_wait_timeout = 3
log_connections = 0
log_disconnections = 0
ignore_startup_parameters = extra_float_digits
`;
