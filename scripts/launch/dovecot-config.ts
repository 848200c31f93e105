/** The configuration of an unprivileged Dovecot 2.3 that serves Maildirs over IMAP. */

export interface DovecotSettings {
  /** Name of the user that everything runs as. */
  user: string;
  group: string;
  uid: number;
  gid: number;
  /** Sockets and state; a short path, because a socket's may have 107 octets (unix(7)). */
  baseDir: string;
  /** Parent of the users' Maildirs. */
  mailDir: string;
  /** One passwd file per user: Dovecot looks at most once a second whether a file has changed. */
  usersDir: string;
  port: number;
  tlsPort: number;
  certificate: string;
  key: string;
  /** False for tests: mails are not forced to disk. */
  durable: boolean;
  /** Lines of Dovecot's own language, put last. */
  extra: string;
}

/** Mailboxes that every user has, with their special use (RFC 6154). */
export const SPECIAL_MAILBOXES: Readonly<Record<string, string>> = {
  Sent: '\\Sent',
  Drafts: '\\Drafts',
  Junk: '\\Junk',
  Trash: '\\Trash',
  Archive: '\\Archive',
};

export function dovecotConfig(settings: DovecotSettings): string {
  const mailboxes = Object.entries(SPECIAL_MAILBOXES)
    .map(([name, use]) => `  mailbox ${name} {\n    auto = subscribe\n    special_use = ${use}\n  }`)
    .join('\n');
  return `protocols = imap
listen = 127.0.0.1
base_dir = ${settings.baseDir}
state_dir = ${settings.baseDir}
log_path = /dev/stderr
default_internal_user = ${settings.user}
default_internal_group = ${settings.group}
default_login_user = ${settings.user}
first_valid_uid = ${settings.uid}
first_valid_gid = ${settings.gid}
# Thousands of sessions at once, from one address.
default_client_limit = 15000
default_vsz_limit = 1G
mail_max_userip_connections = 0
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
ssl = yes
ssl_cert = <${settings.certificate}
ssl_key = <${settings.key}
mail_location = maildir:${settings.mailDir}/%u:UTF-8
mail_fsync = ${settings.durable ? 'optimized' : 'never'}
namespace inbox {
  inbox = yes
  separator = /
${mailboxes}
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN ${settings.usersDir}/%u
}
userdb {
  driver = passwd-file
  args = ${settings.usersDir}/%u
}
# An unprivileged server cannot change its root.
service anvil {
  chroot =
}
service imap-login {
  chroot =
  service_count = 0
  process_min_avail = 1
  process_limit = 2
  client_limit = 12000
  inet_listener imap {
    port = ${settings.port}
  }
  inet_listener imaps {
    port = ${settings.tlsPort}
    ssl = yes
  }
}
service imap {
  process_limit = 12000
}
${settings.extra}
`;
}
