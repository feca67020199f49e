-- Groups of which nobody is left to be called are called to their ends: who of them has left and comes again comes in at once,
-- and whoever asks later sees that nobody behind them was called too early.
create function app.pass_over(p_groups uuid[]) returns void
language plpgsql
as $$
begin
  update app.opening_groups each
  set served_below = greatest(each.served_below, app.past_draw(each.id)), tail_served = each.tail_count
  where each.id = any (p_groups) and (each.tail_served < each.tail_count or each.served_below < app.past_draw(each.id));
end
$$;
