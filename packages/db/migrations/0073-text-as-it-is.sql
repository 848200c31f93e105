-- The text of a mail is a small part of its octets, and to compress it takes as long as to write it twice. What is there stays
-- as it is.
alter table message_text alter column body set storage external;
