-- What a letter said when it was returned to be changed, so that it can be held against what comes next.
alter table letter_approval add column returned_text text check (length(returned_text) <= 1000000);
