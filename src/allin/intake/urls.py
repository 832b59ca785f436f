from django.urls import path

from allin.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.lists, name="lists"),
    path("<int:upload_id>/", views.review, name="review"),
    path("<int:upload_id>/columns/", views.columns, name="columns"),
    path("<int:upload_id>/doubts/", views.doubts, name="doubts"),
    path("<int:upload_id>/twins/", views.twins, name="twins"),
    path("<int:upload_id>/rows/", views.rows, name="rows"),
    path("<int:upload_id>/create/", views.create, name="create"),
    path("<int:upload_id>/result/", views.result, name="result"),
    path("<int:upload_id>/undo/", views.undo, name="undo"),
    path("<slug:target>/", views.bring, name="bring"),
]
