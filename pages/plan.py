"""The plan: the routines that suit this person, best first, with the reasons."""

import streamlit as st

from lowback.language.speech import say
from lowback.session.covers import covers
from lowback.ui import frame
from lowback.ui.pieces import advice, beside, cards, felt, hurt
from lowback.ui.pieces.how_link import how_link
from lowback.words import lines
from lowback.words.reasons import reason_words
from lowback.words.told import in_a_row

visit = frame.open_to_exercise()
plan = visit.plan()
shown = visit.library.ranking.shown_on_plan

frame.title(say("Your plan"))
moving = beside.room()
for reason in dict.fromkeys(in_a_row(caution.because) for caution in visit.verdict.cautions):
    st.markdown(say(":material/shield: We took care because you told us {reason}.", reason=reason))
if not plan.offers:
    st.info(say("We have no routine that fits all you told us. A physiotherapist can help you from here."))
    hurt.panel(visit, visit.left_out, "plan")
    st.stop()

minutes = cards.minutes_today(visit, "plan.minutes")
person = visit.profile()
offers = plan.offers[:shown]
pictures = covers([offer.fitted for offer in offers], visit.library, person)
beside.show(moving, {offer.routine.id: (offer.routine, offer.fitted.items) for offer in offers}, visit)
for place, (offer, picture) in enumerate(zip(offers, pictures, strict=True)):
    cards.offer_card(offer, picture, minutes, person, visit, first=place == 0)
st.markdown(say(lines.SLOW))

hurt.panel(visit, visit.left_out, "plan")
felt.panel(visit, plan.offers[:shown], minutes, "plan")
advice.what_helps(visit)
if plan.withheld:
    with st.expander(say("Left out for your safety ({count})", count=len(plan.withheld))):
        for item in plan.withheld:
            st.markdown(f"**{item.routine.name}.** {' '.join(map(reason_words, item.because))}")
with st.container(horizontal=True):
    if st.button(say("All routines"), key="plan.all"):
        frame.go("routines")
    if st.button(say("Change my answers"), key="plan.answers"):
        frame.go("quiz", step="99")
    how_link("plan.how")
