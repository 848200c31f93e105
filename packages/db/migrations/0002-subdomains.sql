-- Addresses below a domain, without reading all addresses: 'example.acme.' begins 'example.acme.mail'.
create index address_domain_reversed on address (reverse(domain) collate "C");
